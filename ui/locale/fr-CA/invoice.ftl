## Quebec: dépôt, note de crédit, taxes, and no French law.

invoice-name-deposit = Facture de dépôt
invoice-name-balance = Facture finale
invoice-name-credit_note = Note de crédit
invoice-on-quote = Soumission { $number }
invoice-on-contract = Contrat { $number }
invoice-on-statement = Décompte progressif n° { $ordinal } ({ $number })
invoice-of-credit_note = Note de crédit sur la facture { $reference }
invoice-payable = Montant à payer
invoice-credited = Montant crédité
invoice-gross-before = Total avant retenue, taxes comprises : { $amount }
invoice-beside = Dépôt, révision et remises
invoice-role-deposit = Dépôt à la commande
invoice-role-recovery = Dépôt déjà facturé
invoice-supplied-on = Travaux du { $day }
invoice-retention = Retenue contractuelle
invoice-retention-text = Retenue de { $percent } : { $amount }, libérée après la réception des travaux. Montant à payer : { $payable }.
invoice-retention-credited = Retenue de { $percent } annulée : { $amount }. Montant net crédité : { $payable }.
invoice-deducted = Déduit du paiement : { $parts }. Montant à payer : { $payable }.
invoice-late-rate = Intérêt de { $rate } par an sur tout montant en retard.
