"""A training run on a lent GPU: pack the data, run a leg, bring the weights back."""
