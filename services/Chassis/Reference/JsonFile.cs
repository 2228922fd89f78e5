using System.Text.Json;
using System.Text.Json.Serialization;
using Hotline.Chassis.Time;
using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>
/// The JSON files that people edit: names in camelCase, every name known and every needed one there, durations as in
/// <see cref="Durations"/>, urgency classes as in the contract without their prefix.
/// </summary>
public static class JsonFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new DurationConverter(), new UrgencyConverter() },
    };

    /// <exception cref="InvalidDataException">
    /// The file is missing, is no JSON, or does not hold what it must; the message names it.
    /// </exception>
    public static T Read<T>(string path)
        where T : class
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path} does not exist. Hotline:Data names the folder that holds {Path.GetFileName(path)}.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Strict)
                ?? throw new InvalidDataException($"{path} holds nothing.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} at {error.Path ?? "its end"}: {error.Message}", error);
        }
    }

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Durations.Parse(reader.GetString() ?? "");
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                throw new JsonException(error.Message, error);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }

    private sealed class UrgencyConverter : JsonConverter<Urgency>
    {
        public override Urgency Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options)
        {
            var name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.TokenType.ToString();
            return WireName.TryParse<Urgency>(name, out var urgency)
                ? urgency
                : throw new JsonException($"'{name}' is not an urgency class.");
        }

        public override void Write(Utf8JsonWriter writer, Urgency value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
