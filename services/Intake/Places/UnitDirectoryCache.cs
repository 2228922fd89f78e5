namespace Hotline.Intake.Places;

/// <summary>
/// Intake's copy of Routing's directory, so that a submit need not ask. It starts from the shipped file and is
/// replaced by what Routing says: an appeal is accepted whether or not Routing is there.
/// </summary>
public sealed class UnitDirectoryCache(UnitTree start)
{
    private volatile UnitTree _now = start;

    /// <summary>The latest tree; readers keep the one they took. Set by the refresh alone.</summary>
    public UnitTree Now
    {
        get => _now;
        set => _now = value;
    }
}
