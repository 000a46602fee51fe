## The invoice on paper and as data.

invoice-name-deposit = Facture d'acompte
invoice-name-invoice = Facture
invoice-name-progress = Facture
invoice-name-balance = Facture de solde
invoice-name-credit_note = Avoir
invoice-name-corrective = Facture rectificative
invoice-numbered = { $name } n° { $number }
invoice-provisional = { $name } provisoire
invoice-worthless = Provisoire – sans valeur
invoice-online = Consulter et régler en ligne
invoice-issued-on = Date d'émission : { $day }
invoice-due = Échéance : { $day }
invoice-due-on = À payer au plus tard le { $day }

invoice-on-quote = Devis { $number }
invoice-on-contract = Marché { $number }
invoice-on-statement = Situation n° { $ordinal } ({ $number })
invoice-after = Factures précédentes : { $references }
invoice-reference = { $number } du { $day }
invoice-of-credit_note = Avoir sur la facture { $reference }
invoice-of-corrective = Annule et remplace la facture { $reference }

invoice-payable = Net à payer
invoice-credited = Montant de l'avoir
invoice-gross-before = Total TTC avant retenues : { $amount }
invoice-beside = Acompte, révision et remises
invoice-role-works = Travaux
invoice-role-deposit = Acompte à la commande
invoice-role-recovery = Reprise de l'acompte versé
invoice-role-revision = Révision des prix
invoice-role-discount = Remise
invoice-unit = Unité
invoice-prorata = Compte prorata
invoice-penalties = Pénalités

invoice-pay = Règlement par virement
invoice-holder = Titulaire
invoice-iban = IBAN
invoice-bic = BIC
invoice-remittance = Référence à rappeler
invoice-scan-to-pay = Virement de { $amount } prêt à confirmer : scannez ce code avec l'application de votre banque.
invoice-code-alt = QR code de virement de { $amount }, référence { $number }
invoice-credit-use = Ce montant vient en déduction de votre compte ou vous est remboursé.

invoice-mentions = Mentions
invoice-reverse = TVA
invoice-nature = Nature de l'opération
invoice-retention = Retenue de garantie
invoice-late = Retard de paiement
invoice-indemnity = Frais de recouvrement
invoice-discount = Escompte
invoice-supplied-on = Prestation du { $day }
invoice-nature-goods = Livraison de biens
invoice-nature-services = Prestation de services
invoice-nature-mixed = Livraison de biens et prestation de services
invoice-retention-text = Retenue de garantie de { $percent } : { $amount }, libérée un an après la réception des travaux (loi n° 71-584 du 16 juillet 1971). Net à payer : { $payable }.
invoice-retention-credited = Retenue de garantie de { $percent } annulée : { $amount }. Net de l'avoir : { $payable }.
invoice-deducted = Déduit du règlement : { $parts }. Net à payer : { $payable }.
invoice-late-rate = Pénalités au taux annuel de { $rate }, exigibles sans rappel dès le lendemain de l'échéance (code de commerce, article L441-10).
invoice-late-law = Pénalités au taux de refinancement de la Banque centrale européenne majoré de dix points, exigibles sans rappel dès le lendemain de l'échéance (code de commerce, article L441-10).
invoice-indemnity-text = Indemnité forfaitaire pour frais de recouvrement en cas de retard : { $amount } (code de commerce, articles L441-10 et D441-5).
invoice-no-discount = Aucun escompte n'est accordé pour paiement anticipé.
