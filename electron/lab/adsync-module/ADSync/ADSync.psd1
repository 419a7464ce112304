@{
    RootModule           = 'ADSync.psm1'
    ModuleVersion        = '1.0.0.0'
    GUID                 = '6b1d4c1e-2d0c-4f5b-9c5e-0a7b9d0f3a51'
    Author               = 'Hybrid Preflight'
    Description          = 'Stand-in for the ADSync module of Microsoft Entra Connect: the cmdlets ask a practice lab of Hybrid Preflight.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @(
        'Get-ADSyncScheduler', 'Set-ADSyncScheduler', 'Start-ADSyncSyncCycle', 'Stop-ADSyncSyncCycle',
        'Get-ADSyncConnectorRunStatus', 'Get-ADSyncConnector', 'Get-ADSyncServerConfiguration',
        'Get-ADSyncGlobalSettings', 'Get-ADSyncAutoUpgrade', 'Get-ADSyncEntraConnectorCredential',
        'Get-ADSyncConnectorStatistics', 'Get-ADSyncRunProfileResult', 'Get-ADSyncRunStepResult',
        'Get-ADSyncCSObject', 'Get-ADSyncMVObject', 'Sync-ADSyncCSObject',
        'Get-ADSyncRule', 'New-ADSyncRule', 'Add-ADSyncRule', 'Remove-ADSyncRule',
        'Add-ADSyncAttributeFlowMapping', 'Remove-ADSyncAttributeFlowMapping',
        'Add-ADSyncScopeConditionGroup', 'Remove-ADSyncScopeConditionGroup',
        'Add-ADSyncJoinConditionGroup', 'Remove-ADSyncJoinConditionGroup'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
}
