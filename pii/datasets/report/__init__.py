"""What a run says of itself: figures, a page, rejected rows."""
