# Quebec: only what differs from France.

kind-quote = Soumission
kind-quote-the = la soumission
kind-statement = Décompte progressif
kind-statement-the = le décompte progressif
step-of-architect = Recommandation de l'architecte
step-of-owner = Accord du client
sum-lines = Total avant remise et taxes
sum-net = Total avant taxes
sum-gross = Total taxes comprises
column-price = Prix unitaire avant taxes
column-tax = Taxes
column-amount = Montant avant taxes
