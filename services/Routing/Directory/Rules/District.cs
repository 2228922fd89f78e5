namespace Hotline.Routing.Directory.Rules;

/// <summary>One district of the city (区), ours or another, by its administrative code.</summary>
public sealed record District
{
    public required string DistrictId { get; init; }

    public required string Name { get; init; }
}
