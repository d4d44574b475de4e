using Grains.Interfaces.Dossiers;

namespace Grains.Dossiers;

/// <summary>Who has the dossier from when on, and when each step ends.</summary>
internal sealed partial class StoryTeller
{
    private void BeginStep(DossierEvent told)
    {
        EndStep(told.At);
        var agency = told.Agency ?? _agency;
        _steps.Add(new StepDetail(told.Step ?? "", told.At, agency, told.Role, told.Due));
        _holders.Add(new Turn(TurnKind.Step, told.At, agency, told.Step ?? "", told.Role));
    }

    private void EndStep(DateTimeOffset at)
    {
        if (_steps is [.., { To: null } last])
            _steps[^1] = last with { To = at > last.From ? at : last.From };
    }

    // It is on its way until the receiving agency acts; one that has it at a step already has taken it.
    private void HandOver(DossierEvent told)
    {
        var giver = _holders[^1].Agency;
        if (giver == told.Agency)
            return;
        EndStep(told.At);
        _holders.Add(new Turn(TurnKind.HandOver, told.At, told.Agency, Giver: giver));
    }

    // Asking the citizen for something or setting a new date is an act of the agency that was to take it.
    private void Act(DossierEvent told)
    {
        if (_holders[^1] is { Kind: TurnKind.HandOver } handOver)
            _holders.Add(new Turn(TurnKind.Agency, told.At, handOver.Agency));
    }

    private void Reopen(DateTimeOffset ended, DateTimeOffset at)
    {
        EndStep(ended);
        _holders.Add(new Turn(TurnKind.Closed, ended, _agency));
        _holders.Add(new Turn(TurnKind.Agency, at, _agency));
    }

    // Each kind of end once, the first that was told of it.
    private void KeepEnd(PortalState state, DateTimeOffset at)
    {
        if (_ends.TrueForAll(end => end.State != state))
            _ends.Add(new EndStory(state, at));
    }
}
