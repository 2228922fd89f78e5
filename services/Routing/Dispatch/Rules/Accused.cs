using Hotline.Chassis.Errors;
using Hotline.Routing.Directory.Rules;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>
/// Rule R15 for what people order, at the first level and when they pass down: the unit complained about and all below it never lead,
/// are never the only ones who handle, and keep no other unit waiting. They may be asked to explain. Of a report they learn nothing.
/// </summary>
public static class Accused
{
    /// <summary>Whether a unit is the one complained about, or stands below it.</summary>
    public static bool Is(string unitId, string accusedUnitId, UnitTree tree) =>
        accusedUnitId.Length > 0 && (unitId == accusedUnitId || tree.IsBelow(unitId, accusedUnitId));

    /// <summary>Admits a person to orders on a ticket unless he acts for the accused or below it, whatever else he acts for.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING.</exception>
    public static void MayOrder(DispatchRecord record, IEnumerable<string> callerUnits, UnitTree tree)
    {
        if (callerUnits.Any(unit => Is(unit, record.AccusedUnitId, tree)))
        {
            throw Refuse.Unit(null);
        }
    }

    /// <summary>What holds for each unit of an order, whichever door it comes through.</summary>
    /// <param name="record">The ticket's record.</param>
    /// <param name="handling">Units that are to lead, to help or to handle a part passed down.</param>
    /// <param name="mandatory">Those for whose parts others wait.</param>
    /// <param name="respondents">Units that are to explain.</param>
    /// <param name="tree">The directory in force.</param>
    /// <exception cref="RefusalException">GUARD_FAILED: accused_of_report, accused_mandatory or respondent_not_accused.</exception>
    public static void Check(
        DispatchRecord record,
        IEnumerable<string> handling,
        IEnumerable<string> mandatory,
        IReadOnlyList<string> respondents,
        UnitTree tree)
    {
        bool IsAccused(string unit) => Is(unit, record.AccusedUnitId, tree);
        Refused(
            "accused_of_report",
            "A report stays unknown to the unit complained about and to those below it",
            record.AppealType is AppealType.Report ? handling.Concat(respondents).Where(IsAccused) : []);
        Refused("accused_mandatory", "No other unit waits for the unit complained about", mandatory.Where(IsAccused));
        Refused(
            "respondent_not_accused",
            "Only the unit complained about, or one below it, is asked to explain",
            respondents.Where(unit => !IsAccused(unit)));
    }

    /// <summary>Refuses when there are such units, and names them.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED.</exception>
    public static void Refused(string guard, string why, IEnumerable<string> units)
    {
        var named = string.Join(", ", units);
        if (named.Length > 0)
        {
            throw Refuse.Guard(guard, $"{why} (R15): {named}.");
        }
    }
}
