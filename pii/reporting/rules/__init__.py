"""What there is to say of rules: a list, one rule explained, the page of all of them."""
