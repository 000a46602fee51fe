# Quebec: only what differs from France.

statement-numbered = Décompte progressif n° { $ordinal }
statement-waits = Le décompte progressif n° { $ordinal } n'est pas encore réglé
statement-waits-text = Celui-ci repose sur lui et partira après : dès que l'autre est approuvé, ou retiré.
statement-windows = Parties du décompte
statement-elsewhere = Quelqu'un d'autre modifie aussi ce décompte
statement-column-price = PU avant taxes
statement-works = Travaux de la période avant taxes
statement-works-at = Travaux de la période avant taxes à { $rate }
statement-recovered = Acompte récupéré avant taxes
statement-retention = Retenue { $percent }
statement-done = { $percent } du contrat réalisé : { $done } sur { $contract } avant taxes
statement-column-market = Contrat
statement-field-penalties = Pénalités taxes comprises
statement-caption = Avancement par ligne, montants avant taxes en { $currency }
