namespace Hotline.Tracking.Tests;

/// <summary>What a rule must answer when it refuses.</summary>
public static class Refusals
{
    public static RefusalException Refused(Func<object?> act, ErrorReason reason)
    {
        var refusal = Assert.Throws<RefusalException>(() => act());
        Assert.Equal(reason, refusal.Reason);
        return refusal;
    }

    public static void Guarded(Func<object?> act, string guard) =>
        Assert.Equal(guard, Refused(act, ErrorReason.GuardFailed).Facts["guard"]);

    public static RefusalException Illegal(Func<object?> act) => Refused(act, ErrorReason.IllegalTransition);
}
