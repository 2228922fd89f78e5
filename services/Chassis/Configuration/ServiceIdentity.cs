using Hotline.Events.V1;

namespace Hotline.Chassis.Configuration;

/// <summary>Which of the three services this process is.</summary>
public sealed record ServiceIdentity(Source Source)
{
    /// <summary>As in queue names, client names and telemetry.</summary>
    public string Name => Source.Name();
}

/// <summary>How a service is named where no enum can stand.</summary>
public static class SourceNames
{
    /// <summary>In lower case: intake, routing or tracking.</summary>
    public static string Name(this Source source) => source.ToString().ToLowerInvariant();
}
