using System.ComponentModel.DataAnnotations;

namespace Hotline.Tracking;

/// <summary>What a deployment decides for Tracking.</summary>
public sealed class TrackingOptions
{
    /// <summary>The section of the configuration that holds these settings.</summary>
    public const string Section = "Hotline:Tracking";

    /// <summary>
    /// The id of the top unit of the directory, which sees every ticket; default "110118", Miyun District. It must be the root of the
    /// deployment's units.csv: a ticket under another root stays invisible to that root's staff.
    /// </summary>
    [Required]
    public string RootUnitId { get; set; } = "110118";
}
