using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>Which of the three services this process is.</summary>
public sealed record ServiceIdentity(Source Source)
{
    /// <summary>In lower case, as in queue names, client names and telemetry: intake, routing or tracking.</summary>
    public string Name => Source.ToString().ToLowerInvariant();
}
