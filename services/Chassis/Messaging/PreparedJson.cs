using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Serializes one message by handing over the JSON that exists already. The message itself stays empty and only names its type,
/// so that publishing what is stored costs no parse and no format.
/// </summary>
internal sealed class PreparedJson(string json) : RawMessageSerializer, IMessageSerializer
{
    public ContentType ContentType => SystemTextJsonRawMessageSerializer.JsonContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        SetRawMessageHeaders(context);
        return new StringMessageBody(json);
    }
}
