using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace Hotline.Chassis.Messaging;

/// <summary>Lets MassTransit's raw JSON carry proto messages in their canonical JSON form.</summary>
public sealed class ProtoJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(System.Type typeToConvert) => typeof(IMessage).IsAssignableFrom(typeToConvert) && typeToConvert.IsClass;

    public override JsonConverter CreateConverter(System.Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : class, IMessage
    {
        public override T Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            // Without the cause: its text quotes the content, and the bus logs it.
            return Parsed(document.RootElement.GetRawText())
                ?? throw new InvalidDataException($"The message is no {typeof(T).Name} in proto JSON.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(ProtoJson.Format(value), skipInputValidation: true);

        private static T? Parsed(string json)
        {
            try
            {
                return (T)ProtoJson.Parse(json, ProtoJson.DescriptorOf(typeof(T)));
            }
            catch (Exception error) when (error is InvalidProtocolBufferException or FormatException or OverflowException)
            {
                return null;
            }
        }
    }
}
