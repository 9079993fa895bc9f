"""From a heap of code to a labelled data set: sample, annotate, align, agree, build."""
