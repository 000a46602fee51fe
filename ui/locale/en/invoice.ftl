## The invoice on paper and as data.

invoice-name-deposit = Deposit invoice
invoice-name-invoice = Invoice
invoice-name-progress = Invoice
invoice-name-balance = Final invoice
invoice-name-credit_note = Credit note
invoice-name-corrective = Corrective invoice
invoice-numbered = { $name } { $number }
invoice-provisional = { $name }, provisional
invoice-worthless = Provisional – not valid
invoice-online = Read and pay online
invoice-issued-on = Issued on { $day }
invoice-due = Due on { $day }
invoice-due-on = To be paid by { $day }

invoice-on-quote = Quote { $number }
invoice-on-contract = Contract { $number }
invoice-on-statement = Progress statement { $ordinal } ({ $number })
invoice-after = Earlier invoices: { $references }
invoice-reference = { $number } of { $day }
invoice-of-credit_note = Credit note on invoice { $reference }
invoice-of-corrective = Cancels and replaces invoice { $reference }

invoice-payable = Net to pay
invoice-credited = Amount credited
invoice-gross-before = Total incl. tax before deductions: { $amount }
invoice-beside = Deposit, revision and discounts
invoice-role-works = Works
invoice-role-deposit = Deposit with the order
invoice-role-recovery = Recovery of the deposit paid
invoice-role-revision = Price revision
invoice-role-discount = Discount
invoice-unit = Unit
invoice-prorata = Shared site costs
invoice-penalties = Penalties

invoice-pay = Payment by bank transfer
invoice-holder = Account holder
invoice-iban = IBAN
invoice-bic = BIC
invoice-remittance = Reference to quote
invoice-scan-to-pay = A transfer of { $amount }, ready to be confirmed: scan this code with your banking application.
invoice-code-alt = QR code of a transfer of { $amount }, reference { $number }
invoice-credit-use = This amount is deducted from your account or paid back to you.

invoice-mentions = Particulars
invoice-reverse = VAT
invoice-nature = Nature of the supply
invoice-retention = Retention
invoice-late = Late payment
invoice-indemnity = Recovery costs
invoice-discount = Early payment
invoice-supplied-on = Supplied on { $day }
invoice-nature-goods = Supply of goods
invoice-nature-services = Supply of services
invoice-nature-mixed = Supply of goods and services
invoice-retention-text = Retention of { $percent }: { $amount }, released after acceptance of the works. Net to pay: { $payable }.
invoice-retention-credited = Retention of { $percent } cancelled: { $amount }. Net amount credited: { $payable }.
invoice-deducted = Deducted from the payment: { $parts }. Net to pay: { $payable }.
invoice-late-rate = Interest at { $rate } a year, due without reminder from the day after the due date.
invoice-late-law = Interest at the refinancing rate of the European Central Bank plus ten points, due without reminder from the day after the due date (French Commercial Code, article L441-10).
invoice-indemnity-text = Fixed indemnity for recovery costs in case of late payment: { $amount } (French Commercial Code, articles L441-10 and D441-5).
invoice-no-discount = No discount is granted for early payment.
