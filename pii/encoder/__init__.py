"""The encoder: tokens in, scores of labels out, and spans made of them; training is elsewhere."""
