## What is printed on paper.

paper-quote-numbered = Devis n° { $number }
paper-quote-draft = Projet de devis
paper-version = Version { $version }
paper-issued-on = Émis le { $day }
paper-valid-until = Valable jusqu'au { $day } inclus
paper-read-online = Consulter et répondre en ligne
paper-scan = Scannez ce code ou ouvrez
paper-qr-alt = QR code vers { $url }
paper-client = Client
paper-site = Chantier
paper-contact = Votre contact
paper-for-attention = À l'attention de { $name }
paper-total-due = Total TTC
paper-deposit-asked = dont { $amount } d'acompte à la commande

paper-description = Désignation
paper-quantity = Quantité
paper-price = P.U. HT
paper-discount = Remise
paper-tax = TVA
paper-amount = Montant HT
paper-tax-both = TPS + TVQ
paper-no-group = Divers
paper-subtotal = Sous-total { $group }
paper-option = Option
paper-option-kept = Option retenue

paper-lines-total = Total HT avant remise
paper-document-discount = Remise { $percent }
paper-net = Total HT
paper-tax-vat = TVA { $rate } sur { $base }
paper-tax-gst = TPS { $rate } sur { $base }
paper-tax-qst = TVQ { $rate } sur { $base }
paper-gross = Total TTC
paper-deposit = Acompte { $percent } à la commande
paper-balance = Reste après acompte
paper-options = Options proposées, non comprises dans le total
paper-retention = Une retenue de garantie de { $percent } du montant TTC est appliquée à chaque règlement (loi n° 71-584 du 16 juillet 1971). Elle est libérée un an après la réception des travaux.

paper-mentions = Conditions particulières
paper-place = Lieu d'exécution
paper-execution = Délai d'exécution
paper-validity = Validité de l'offre
paper-validity-text = Jusqu'au { $day } inclus
paper-travel = Déplacement
paper-cost = Établissement du devis
paper-cost-free = Ce devis est gratuit.
paper-cost-paid = Ce devis est payant.
paper-insurance = Assurance décennale
paper-waste = Gestion des déchets
paper-reduced-vat = TVA à taux réduit
paper-mediator = Médiateur de la consommation
paper-withdrawal = Droit de rétractation
paper-withdrawal-text = Contrat conclu hors établissement : vous disposez de 14 jours à compter de sa conclusion pour vous rétracter sans motif (code de la consommation, article L221-18), avec le formulaire joint. Aucun paiement ne peut être demandé avant 7 jours (article L221-10).
paper-notes = Remarques

paper-accord = Bon pour accord
paper-accord-text = Le client accepte ce devis, version { $version }, pour un montant de { $amount } TTC.
paper-accord-text-terms = Le client accepte ce devis, version { $version }, pour un montant de { $amount } TTC, et les conditions générales qui y sont jointes.
paper-accord-date = Date
paper-accord-name = Nom et qualité
paper-accord-signature = Signature, précédée de la mention manuscrite « Bon pour accord »
paper-accord-online = Plus simple : répondez en ligne avec le QR code de la première page.

paper-terms-of = Conditions générales de { $name }
paper-form = Formulaire de rétractation
paper-form-intro = À compléter et à renvoyer uniquement si vous souhaitez vous rétracter du contrat.
paper-form-to = À l'attention de { $name }, { $address }
paper-form-body = Je/nous (*) vous notifie/notifions (*) par la présente ma/notre (*) rétractation du contrat portant sur la prestation de services suivante : { $title }.
paper-form-ordered = Commandé le
paper-form-name = Nom du ou des consommateurs
paper-form-address = Adresse du ou des consommateurs
paper-form-signature = Signature (uniquement en cas de notification sur papier)
paper-form-date = Date
paper-form-strike = (*) Rayez la mention inutile.

# Statements and change orders

paper-amends = Avenant au marché { $number }
paper-statement-numbered = Situation n° { $number }
paper-statement-draft = Projet de situation n° { $number }
paper-statement-document = Document { $number }
paper-statement-issued-on = Émise le { $day }
paper-statement-withdrawn = Situation retirée le { $day } : elle ne peut plus être approuvée.
paper-contract = Marché { $number }, accepté le { $day }
paper-period = Travaux du { $start } au { $end }
paper-period-until = Travaux jusqu'au { $end }
paper-period-since = Travaux depuis le { $start }
paper-net-to-pay = Net à payer
paper-works-of-period = Travaux de la période : { $amount } HT
paper-net-before = Total HT avant retenues : { $amount }
paper-gross-before = Total TTC avant retenues : { $amount }

paper-amounts-in = Montants en { $currency }, hors taxes
paper-unit = U
paper-progress = Avancement
paper-progress-amount = Travaux réalisés
paper-progress-contract = Marché HT
paper-progress-before = Préc.
paper-progress-period = Période
paper-progress-total = Cumul
paper-line-discount = remise { $percent }
paper-change-order = Avenant { $heading }
paper-accepted-on = accepté le { $day }
paper-disputed = Contesté à la situation précédente : { $claimed } demandés, { $admitted } admis

paper-works = Total des travaux
paper-works-contract = Marché et avenants
paper-works-before = Situations précédentes
paper-works-period = Cette situation
paper-works-total = Cumul
paper-works-part = Marché { $number }
paper-works-change-order = Avenant { $number }
paper-works-all = Total des travaux HT
paper-works-done = { $percent } du marché réalisé

paper-recap = Récapitulatif par taux de TVA
paper-recap-rate = Taux
paper-recap-works = Travaux de la période HT
paper-recap-revision = Révision (coefficient { $coefficient })
paper-recap-recovered = Acompte récupéré HT
paper-recap-base = Base HT
paper-recap-all = Total
paper-revision = Révision des prix { $name } : C = { $fixed } + { $part } × { $index } / { $base } = { $coefficient }
paper-reverse = Autoliquidation
paper-reverse-charge = Autoliquidation : TVA due par le preneur (article 283-2 nonies du CGI).

paper-retention-held = Retenue de garantie { $percent }
paper-penalties = Pénalités : { $reason }
paper-prorata = Compte prorata { $percent }
paper-guarantee = Caution bancaire : aucune retenue de garantie n'est prélevée.

paper-ledger = Depuis le début du marché
paper-ledger-before = Avant
paper-ledger-period = Période
paper-ledger-total = Cumul
paper-ledger-deposit = Acompte récupéré HT
paper-ledger-retention = Retenue de garantie
paper-ledger-penalties = Pénalités
paper-ledger-prorata = Compte prorata
paper-ledger-gross = Situations facturées
paper-ledger-left = Acompte de { $deposit } HT : { $recovered } récupérés, reste { $left }

paper-approval = Bon pour paiement
paper-approval-text = Situation n° { $number }, version { $version }, net à payer { $amount }.
paper-visa = Visa du maître d'œuvre
paper-for-payment = Bon pour paiement du client
paper-approval-signature = Signature

paper-page = Page
paper-fingerprint = Empreinte { $short }
paper-fingerprint-full = Empreinte SHA-256 du contenu de la version { $version }
paper-quote-withdrawn = Devis retiré le { $day } : il ne peut plus être accepté.

paper-legal-form = { "" }
paper-legal-capital = Capital
paper-legal-siren = SIREN
paper-legal-siret = SIRET
paper-legal-register = RCS
paper-legal-ape = APE
paper-legal-vat = TVA
paper-legal-gst = TPS
paper-legal-qst = TVQ
paper-legal-rbq = Licence RBQ
paper-legal-neq = NEQ
paper-legal-insurance = Assurance décennale
paper-retention-term = Retenue de garantie
