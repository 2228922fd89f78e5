using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>Which appeals hide the claimant from handling units (是否保密).</summary>
public static class Confidentiality
{
    /// <summary>Those whose claimant asks for it, and every report of wrongdoing.</summary>
    public static bool Of(SubmitAppealRequest request) => request.IsConfidential || request.AppealType == AppealType.Report;
}
