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

paper-page = Page
paper-fingerprint = Empreinte { $short }
paper-fingerprint-full = Empreinte SHA-256 du contenu de la version { $version }
paper-withdrawn = Devis retiré le { $day } : il ne peut plus être accepté.

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
