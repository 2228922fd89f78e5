using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>How far the units are with their parts, as Tracking says it at this moment.</summary>
/// <param name="Parts">The state of each part by its number; a part of which Tracking has not heard yet is missing.</param>
/// <param name="LeadState">The lead's state; unspecified while Tracking has not heard of it.</param>
public sealed record HandlingProgress(IReadOnlyDictionary<string, AssignmentState> Parts, AssignmentState LeadState)
{
    /// <summary>Tracking knows nothing of the ticket yet.</summary>
    public static HandlingProgress None { get; } = new(new Dictionary<string, AssignmentState>(), AssignmentState.Unspecified);

    /// <summary>Admits work that is passed down from a part.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: part_done or result_under_review.</exception>
    public void MayPassDown(string parentAssignmentId, bool isMandatory)
    {
        if (Parts.GetValueOrDefault(parentAssignmentId)
            is AssignmentState.Done or AssignmentState.Returned or AssignmentState.Exited)
        {
            throw Refuse.Guard("part_done", "The part is done: nothing is left of it to pass down.");
        }

        if (isMandatory && LeadState is AssignmentState.FeedbackSubmitted or AssignmentState.Done)
        {
            throw Refuse.Guard("result_under_review", "The lead's result is under review or approved: it waits for no new part.");
        }
    }
}
