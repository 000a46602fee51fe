## What is printed on paper.

paper-quote-numbered = Quote { $number }
paper-quote-draft = Draft quote
paper-version = Version { $version }
paper-issued-on = Issued on { $day }
paper-valid-until = Valid until { $day } inclusive
paper-read-online = Read and answer online
paper-scan = Scan this code or open
paper-qr-alt = QR code to { $url }
paper-client = Client
paper-site = Site
paper-contact = Your contact
paper-for-attention = For the attention of { $name }
paper-total-due = Total incl. tax
paper-deposit-asked = of which { $amount } deposit with the order

paper-description = Description
paper-quantity = Quantity
paper-price = Unit price
paper-discount = Discount
paper-tax = Tax
paper-amount = Amount excl. tax
paper-tax-both = GST + QST
paper-no-group = Miscellaneous
paper-subtotal = Subtotal { $group }
paper-option = Option
paper-option-kept = Option included

paper-lines-total = Total before discount
paper-document-discount = Discount { $percent }
paper-net = Total excl. tax
paper-tax-vat = VAT { $rate } on { $base }
paper-tax-gst = GST { $rate } on { $base }
paper-tax-qst = QST { $rate } on { $base }
paper-gross = Total incl. tax
paper-deposit = Deposit { $percent } with the order
paper-balance = Balance after the deposit
paper-options = Options offered, not included in the total
paper-retention = A retention of { $percent } of the amount incl. tax is kept from each payment and released after acceptance of the works.

paper-mentions = Particular conditions
paper-place = Place of the works
paper-execution = Time for completion
paper-validity = Validity of the offer
paper-validity-text = Until { $day } inclusive
paper-travel = Travel
paper-cost = Cost of this quote
paper-cost-free = This quote is free of charge.
paper-cost-paid = This quote is charged for.
paper-insurance = Ten-year liability insurance
paper-waste = Waste handling
paper-reduced-vat = Reduced rate of VAT
paper-mediator = Consumer mediator
paper-withdrawal = Right of withdrawal
paper-withdrawal-text = Off-premises contract: you may withdraw within 14 days of its conclusion without giving a reason (French Consumer Code, article L221-18), using the attached form. No payment may be asked for within 7 days (article L221-10).
paper-notes = Notes

paper-accord = Agreed and accepted
paper-accord-text = The client accepts this quote, version { $version }, for { $amount } incl. tax.
paper-accord-text-terms = The client accepts this quote, version { $version }, for { $amount } incl. tax, and the attached general terms.
paper-accord-date = Date
paper-accord-name = Name and capacity
paper-accord-signature = Signature, preceded by the handwritten words “Bon pour accord”
paper-accord-online = Easier still: answer online with the QR code on the first page.

paper-terms-of = General terms of { $name }
paper-form = Withdrawal form
paper-form-intro = Complete and return this form only if you wish to withdraw from the contract.
paper-form-to = To { $name }, { $address }
paper-form-body = I/we (*) hereby give notice that I/we (*) withdraw from my/our (*) contract for the provision of the following service: { $title }.
paper-form-ordered = Ordered on
paper-form-name = Name of consumer(s)
paper-form-address = Address of consumer(s)
paper-form-signature = Signature (only if this form is notified on paper)
paper-form-date = Date
paper-form-strike = (*) Delete as appropriate.

# Statements and change orders

paper-amends = Change order to contract { $number }
paper-statement-numbered = Progress statement { $number }
paper-statement-draft = Draft of progress statement { $number }
paper-statement-document = Document { $number }
paper-statement-issued-on = Issued on { $day }
paper-statement-withdrawn = Statement withdrawn on { $day }: it can no longer be approved.
paper-contract = Contract { $number }, accepted on { $day }
paper-period = Works from { $start } to { $end }
paper-period-until = Works until { $end }
paper-period-since = Works since { $start }
paper-net-to-pay = Net to pay
paper-works-of-period = Works of the period: { $amount } excl. tax
paper-net-before = Total excl. tax before deductions: { $amount }
paper-gross-before = Total incl. tax before deductions: { $amount }

paper-amounts-in = Amounts in { $currency }, excl. tax
paper-unit = Unit
paper-progress = Progress
paper-progress-amount = Works done
paper-progress-contract = Contract
paper-progress-before = Prev.
paper-progress-period = Period
paper-progress-total = Total
paper-line-discount = discount { $percent }
paper-change-order = Change order { $heading }
paper-accepted-on = accepted on { $day }
paper-disputed = Disputed in the previous statement: { $claimed } claimed, { $admitted } admitted

paper-works = Total of the works
paper-works-contract = Contract and change orders
paper-works-before = Previous statements
paper-works-period = This statement
paper-works-total = Cumulative
paper-works-part = Contract { $number }
paper-works-change-order = Change order { $number }
paper-works-all = Total of the works excl. tax
paper-works-done = { $percent } of the contract done

paper-recap = Recap by tax rate
paper-recap-rate = Rate
paper-recap-works = Works of the period excl. tax
paper-recap-revision = Revision (coefficient { $coefficient })
paper-recap-recovered = Deposit recovered excl. tax
paper-recap-base = Taxable base
paper-recap-all = Total
paper-revision = Price revision { $name }: C = { $fixed } + { $part } × { $index } / { $base } = { $coefficient }
paper-reverse = Reverse charge
paper-reverse-charge = Reverse charge: VAT is due by the customer (“Autoliquidation”, article 283-2 nonies of the French tax code).

paper-retention-held = Retention { $percent }
paper-penalties = Penalties: { $reason }
paper-prorata = Prorata account { $percent }
paper-guarantee = Bank guarantee: no retention is kept.

paper-ledger = Since the start of the contract
paper-ledger-before = Before
paper-ledger-period = Period
paper-ledger-total = Total
paper-ledger-deposit = Deposit recovered excl. tax
paper-ledger-retention = Retention
paper-ledger-penalties = Penalties
paper-ledger-prorata = Prorata account
paper-ledger-gross = Statements invoiced
paper-ledger-left = Deposit of { $deposit } excl. tax: { $recovered } recovered, { $left } left

paper-approval = Approved for payment
paper-approval-text = Progress statement { $number }, version { $version }, net to pay { $amount }.
paper-visa = Architect's endorsement
paper-for-payment = Client's approval for payment
paper-approval-signature = Signature

paper-page = Page
paper-fingerprint = Fingerprint { $short }
paper-fingerprint-full = SHA-256 fingerprint of the content of version { $version }
paper-quote-withdrawn = Quote withdrawn on { $day }: it can no longer be accepted.

paper-legal-form = { "" }
paper-legal-capital = Capital
paper-legal-siren = SIREN
paper-legal-siret = SIRET
paper-legal-register = Registered
paper-legal-ape = APE
paper-legal-vat = VAT
paper-legal-gst = GST
paper-legal-qst = QST
paper-legal-rbq = RBQ licence
paper-legal-neq = NEQ
paper-legal-insurance = Ten-year liability insurance
paper-retention-term = Retention
