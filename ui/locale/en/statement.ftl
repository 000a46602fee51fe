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
statement-penalties-why = Say why: the client reads it.
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

# Starting
statement-new = New statement
statement-first = Write the first statement
statement-go-on = Go on with the statement
statement-which-contract = On which contract?
statement-find-contract = Number, subject or client
statement-more-contracts = There are more contracts: search by number, subject or client.
statement-no-such-contract = No contract matches “{ $find }”.
statement-no-contracts = An accepted quote becomes a contract: that is what a statement bills, as the works go on.
statement-see-quotes = See the quotes that wait
statements-none = Your progress statements will appear here, with their progress and net to pay.
done-statement-begun = A statement was being prepared on this contract already: here it is.
state-in-part = Approved in part
kind-change-order = Change order

# The contract
contract-numbered = Contract { $number }
contract-open = See the contract
contract-accepted-on = accepted on { $day }
contract-amend = New change order
contract-print = Print
contract-stands = How the contract stands
contract-no-statements = No statement was sent on this contract yet.
contract-title = Contract
contract-statements = { $count ->
    [0] No statement
    [one] 1 statement
   *[other] { $count } statements
  }
contract-new-change-order = New change order
contract-changes = Change order to contract { $number }
done-contract-changed = The conditions hold for the next statements.
ledger-title = Account of the contract
ledger-text = Amounts in { $currency }. On each line, with tax: contract, change orders and revisions = invoiced + still to invoice.
ledger-paper = Paper
ledger-this = This paper
ledger-running = Since the beginning
ledger-net = Before tax
ledger-tax = VAT
ledger-gross = With tax
ledger-kept = Kept back
ledger-signed = Contract and change orders
ledger-invoiced = Invoiced
ledger-to-come = Still to invoice
ledger-retained = Retention
ledger-contract = Contract
ledger-change_order = Change order
ledger-deposit = Deposit
ledger-statement = Statement no. { $ordinal }
ledger-rounding = VAT rounding difference
ledger-works = Works { $amount } before tax · { $progress } in all
ledger-revision = revision { $amount }
ledger-recovered = deposit recovered { $amount }
ledger-retention-part = retention { $amount }
ledger-penalties-part = penalties { $amount }
ledger-prorata-part = prorata { $amount }
final-title = Final account
final-text = All works stand at 100 % and every deposit is invoiced. Amounts with tax.
final-contract = Contract
final-change-orders = Change orders
final-revision = Price revision
final-rounding = VAT rounding difference
final-invoiced = Invoiced in all
final-deposits = of which deposits
final-statements = of which statements
final-prorata = Prorata account
final-retention = Retention
final-paid = Paid already
final-balance = Still due
final-retention-text = The retention is added to what is due when it is released: one year after the works are taken over, unless opposed by registered letter.
final-rounding-text = VAT at { $rate }: { $invoiced } on the invoices, { $due } on what was signed. Each invoice rounds its VAT to the cent; the difference of { $drift } is not caught up, it is stated here.
conditions-title = Conditions of the contract
conditions-text = They hold for the statements still to be sent; those that were sent keep theirs.
conditions-guarantee = Bank guarantee in place of the retention: nothing is retained any more
conditions-prorata = Prorata account, %
conditions-prorata-hint = Of works before tax.
conditions-reverse-charge = Reverse charge: subcontracting, the client owes the VAT (CGI, art. 283-2 nonies)
conditions-reverse-fixed = Statements were sent: this does not change any more.
conditions-penalties = Penalty clause
conditions-penalties-hint = Recalled in each statement, beside the field of the penalties.
conditions-revision = Price revision
conditions-revision-hint = C = fixed part + (1 − fixed part) × index / original index. Without an original index prices are firm.
conditions-revision-name = Index
conditions-revision-fixed = Fixed part
conditions-revision-base = Original index

# Sending
preview-net-to-pay = net to pay
preview-approvers = Who must approve
preview-approvers-text = The chain of the job, in order. Everybody gets a link of their own when their turn comes.
done-statement-published = The statement is sent.
done-statement-published-again = The new version of the statement is sent.

# The page of a statement
detail-payable = net to pay, for works of { $works } before tax and { $gross } invoiced with tax.
answered-in-part = { $count ->
    [one] Approved with admitted quantities: { $less }, 1 line
   *[other] Approved with admitted quantities: { $less }, { $count } lines
  }
answered-in-part-text = Accept these quantities, and the invoice follows; or correct and publish a new version. Sending the next statement accepts them too.
answered-awaits = still awaits { $who }
answer-admitted = { $count ->
    [one] 1 line admitted in part
   *[other] { $count } lines admitted in part
  }
menu-admitted = Accept the admitted quantities
correct-from-admitted = Version { $version } from what was admitted
correct-from-claimed = Version { $version } from the claim
fact-period = Period
fact-from-to = from { $start } to { $end }
disputed-title = { $count ->
    [one] 1 line admitted in part
   *[other] { $count } lines admitted in part
  }
disputed-claimed = Claimed
disputed-admitted = Admitted
disputed-difference = Difference before tax
act-admitted-title = Accept the admitted quantities?
act-admitted-consequence = The statement holds for this amount, which goes on to invoicing. { $client } is told. What was not admitted can be claimed next time.
act-admitted-do = Accept
act-turn = In whose name
act-turn-hint = Only those whose turn it is can answer.
act-admit = Admitted quantities, if less than claimed
act-admit-hint = Cumulative. A line left empty is admitted in full.
act-admit-claimed = { $claimed } claimed, { $before } accepted already
done-admitted-taken = The admitted quantities are accepted.
done-statement-accepted = The statement is marked as accepted.
done-statement-reopened = The answer is taken back: the statement waits again.
done-statement-withdrawn = The statement is withdrawn.
