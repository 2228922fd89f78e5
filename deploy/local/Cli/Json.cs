using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotline.Cli;

/// <summary>How the files of an instance are written.</summary>
public static class Json
{
    /// <summary>Indented, camelCase, Chinese characters as they are.</summary>
    public static JsonSerializerOptions Pretty { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
