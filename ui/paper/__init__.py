"""Documents on paper: values in, PDF out."""
