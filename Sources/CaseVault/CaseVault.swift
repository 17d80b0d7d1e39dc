// CaseVault
