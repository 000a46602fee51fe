"""Letters by e-mail: values in, subject, text and HTML out."""
