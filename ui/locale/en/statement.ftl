# Staff: progress statements and the contracts that they bill.

# The editor
statement-numbered = Statement no. { $ordinal }
statement-waits = Statement no. { $ordinal } is not settled yet
statement-waits-text = This one rests on it and leaves after it: as soon as the other is approved, or withdrawn.
statement-disputed-count = { $count ->
    [one] 1 line was not admitted in full last time
   *[other] { $count } lines were not admitted in full last time
  }
statement-disputed-text = Here they start from what was claimed. Each says what was admitted.
statement-disputed-before = { $claimed } claimed last time, { $admitted } admitted
statement-field-title = Subject
statement-field-period_from = Works from
statement-field-period_to = to
statement-field-introduction = Introduction
statement-field-notes = Notes
statement-field-penalties = Penalties, tax included
statement-field-penalties_reason = Reason for the penalties
statement-field-revision_index = Revision index
statement-index-hint = { $name }, original value { $base }
statement-keys = Enter, ↑, ↓: from line to line · *: 100 % · Ctrl + Z: undo · paste a column of a spreadsheet
statement-all-in = Enter everything
statement-in-percent = in %
statement-in-quantity = in quantities
statement-windows = Parts of the statement
statement-lines-from-to = Lines { $first } to { $last }
statement-caption = Progress by line, amounts before tax in { $currency }
statement-column-price = Unit price
statement-column-market = Contract
statement-column-before = Previous
statement-column-now = Cumulative progress
statement-column-total = Cumulative
statement-column-period = Period
statement-group-again = continued
statement-amendment = Change order { $number }, accepted on { $day }
statement-full-line = Set to 100 %
statement-full-line-of = { $line }: set to 100 %
statement-full-group = Set the whole group to 100 %
statement-full-group-of = { $group }: set everything to 100 %
statement-complete = Complete
statement-now-of = { $line }: cumulative progress
statement-measure = Measure
statement-unit = Qty
statement-cell-above-contract = More than the contract ({ $limit }): make a change order, or correct it before sending.
statement-cell-below-previous = Less than what is accepted already ({ $limit }): to be corrected before sending.
statement-cell-changed = Somebody entered { $theirs } meanwhile. Your value is not lost.
statement-keep-mine = Keep { $mine }
statement-take-theirs = Take { $theirs }
statement-field-changed = Somebody wrote meanwhile:
statement-keep-text = Keep my text
statement-take-text = Take the other
statement-both = { $theirs } is saved, { $mine } is yours
statement-elsewhere = Somebody else is editing this statement too
statement-elsewhere-text = The page now shows the saved values. What you type cannot overwrite a line that was changed elsewhere.
statement-reload = Reload the page
statement-undo = { $line }: back to { $value }
statement-undo-many = { $count ->
    [one] Undo
   *[other] Undo { $count } lines
  }
statement-not-filled = Nothing was filled in: try again in a moment.
statement-texts = Texts and penalties
statement-recap = Summary

# What it comes to
statement-works = Works of the period before tax
statement-works-at = Works of the period before tax at { $rate }
statement-revision = Price revision, coefficient { $coefficient }
statement-recovered = Deposit recovered before tax
statement-reverse-charge = Reverse charge: the client owes the VAT
statement-retention = Retention { $percent }
statement-prorata = Prorata account { $percent }
statement-penalties = Penalties
statement-guarantee = Bank guarantee: nothing is retained.
statement-net-to-pay = Net to pay
statement-done = { $percent } of the contract done: { $done } out of { $contract } before tax
statement-done-short = Done
