# Quebec: only what differs from France.

amount-with-tax = taxes comprises
amount-label = Total taxes comprises
fact-job = Dossier
form-email = Votre courriel
form-code = Code reçu par courriel
form-code-send = Recevoir un code par courriel
form-consequence-approve = { $sender } est prévenu aussitôt. Vous recevez une confirmation par courriel.
form-consequence-sign = { $sender } est prévenu aussitôt. Vous recevez une confirmation par courriel. Une signature ne se reprend pas.
page-mention-insurance = Assurance
page-mention-retention = Retenue contractuelle
field-vat_rate = Taxes
field-retention_percent = Retenue contractuelle
change-net = Différence sur le total avant taxes
change-gross = Différence sur le total taxes comprises
decided-amount = Montant retenu : { $amount } taxes comprises.
consent-approve = J'approuve { $the } { $number }, version { $version }, pour { $amount } taxes comprises.
consent-sign = Bon pour accord. Je signe { $the } { $number }, version { $version }, pour { $amount } taxes comprises.
extension-asked = Votre demande de prolongation est partie. Vous recevrez un courriel dès que la date aura changé.
next-receipt-due = Une confirmation vous est envoyée par courriel
next-receipt-sent = Confirmation envoyée par courriel
recover-text = Donnez le courriel auquel vos documents sont envoyés : vous y recevrez les liens de ceux qui attendent votre réponse.
recover-done-title = Regardez vos courriels
