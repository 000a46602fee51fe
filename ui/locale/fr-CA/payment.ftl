pay-by-transfer = Payer par virement bancaire
