using System.ComponentModel.DataAnnotations;

namespace Hotline.Tracking;

/// <summary>What a deployment decides for Tracking.</summary>
public sealed class TrackingOptions
{
    public const string Section = "Hotline:Tracking";

    /// <summary>The top of the directory, which sees every ticket. One deployment, one tree.</summary>
    [Required]
    public string RootUnitId { get; set; } = "110118";
}
