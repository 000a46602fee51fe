"""Everything that a person reads: values in; pages, mails and paper out."""
