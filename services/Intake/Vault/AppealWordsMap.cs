using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>The words of a request as they go into the vault.</summary>
public static class AppealWordsMap
{
    /// <summary>As they were said: nothing trimmed, nothing masked.</summary>
    public static AppealWords Of(SubmitAppealRequest request) => new()
    {
        Title = request.Title,
        OccurredWhen = request.OccurredWhen,
        LocationPoint = request.Place?.LocationPoint ?? "",
        Cause = request.Cause,
        Course = request.Course,
        Demand = request.Demand,
        AccusedParty = request.AccusedParty,
        Tags = { request.Tags },
    };
}
