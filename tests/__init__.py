"""The tests: a package, since one of PayPal's own packages brings a `tests` of its own."""
