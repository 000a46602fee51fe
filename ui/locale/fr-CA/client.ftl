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
event-endorse = Version { $version } recommandée par { $name }

# Progress statements.

fact-contract = Contrat
fact-amends = Avenant au contrat
progress-the = le décompte
progress-in-part = Approuvé en partie
progress-issued-on = Émis le { $day }.
progress-done = <strong>{ $percent }</strong> du contrat réalisé
progress-done-of = { $done } sur { $contract } avant taxes
progress-bar-before = Décomptes précédents : { $amount }
progress-bar-period = Ce décompte : { $amount }
progress-contract = Contrat avant taxes
progress-rate = Taxes { $percent }
recap-title = Récapitulatif des taxes
recap-works = Travaux avant taxes
recap-recovered = Dépôt récupéré
recap-base = Montant taxable
recap-tax = Taxes
sum-works = Travaux de la période avant taxes
sum-recovered = Dépôt récupéré avant taxes
sum-reverse = Taxes : à la charge du client
sum-retention = Retenue contractuelle { $percent }
since-title = Depuis le début du contrat
since-works = Travaux avant taxes
since-deposit = Dépôt récupéré avant taxes
since-retention = Retenue contractuelle
since-gross = Décomptes facturés, taxes comprises
agreed-title = Conditions du contrat
agreed-contract = Contrat { $number }
agreed-retention = { $percent } de chaque décompte, taxes comprises ; libérée après la réception des travaux.
agreed-guarantee = Remplacée par un cautionnement : rien n'est retenu.
agreed-prorata-text = { $percent } des travaux avant taxes, pour les dépenses communes du chantier.
change-works = Travaux cumulés avant taxes : { $difference }
field-conditions = Conditions du contrat
admit-disputed = { $count ->
    [one] Vous contestez <strong>{ $difference } avant taxes</strong> sur une ligne.
   *[other] Vous contestez <strong>{ $difference } avant taxes</strong> sur { $count } lignes.
  }
consent-approve-in-part = { $count ->
    [one] J'approuve { $the } { $number }, version { $version }, pour un net à payer admis de { $amount } au lieu de { $asked }, et conteste { $difference } avant taxes sur une ligne.
   *[other] J'approuve { $the } { $number }, version { $version }, pour un net à payer admis de { $amount } au lieu de { $asked }, et conteste { $difference } avant taxes sur { $count } lignes.
  }
turn-text-waiting = Vous recevrez un courriel dès que ce sera à vous. En attendant, vous pouvez tout lire.
delegate-email = Son courriel
