using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>Which of the three services this process is.</summary>
public sealed record ServiceIdentity(Source Source)
{
    public string Name => Source.ToString().ToLowerInvariant();
}
