"""Ratios measured side by side in one run: the product against the bare tools that it stands on."""
