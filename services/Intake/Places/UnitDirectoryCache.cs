namespace Hotline.Intake.Places;

/// <summary>
/// Intake's copy of Routing's directory, so that a submit need not ask. It starts from the shipped file and is
/// replaced by what Routing says: an appeal is accepted whether or not Routing is there.
/// </summary>
public sealed class UnitDirectoryCache(UnitTree start)
{
    private volatile UnitTree _now = start;

    public UnitTree Now
    {
        get => _now;
        set => _now = value;
    }
}
