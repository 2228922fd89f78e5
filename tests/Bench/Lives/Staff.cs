using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Intake.V1;
using Hotline.Tracking.V1;

namespace Hotline.Bench.Lives;

/// <summary>The services, and the people who see a ticket through: none of them does what separation of duty forbids.</summary>
public sealed class Staff : IDisposable
{
    private readonly List<GrpcChannel> _channels = [];

    public Staff(Place place)
    {
        Intake = new IntakeService.IntakeServiceClient(Channel(place.Intake));
        var tracking = Channel(place.Tracking);
        Tracking = new TrackingService.TrackingServiceClient(tracking);
        Callbacks = new CallbackService.CallbackServiceClient(tracking);
        (Operator, Dispatcher, Liaison) = (As("operator"), As("dispatcher"), As("unit-liaison"));
        (Auditor, Agent) = (As("reply-auditor"), As("callback-agent"));

        Metadata As(string role) => new() { { "authorization", "Bearer " + place.Token(role) } };
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public TrackingService.TrackingServiceClient Tracking { get; }

    public CallbackService.CallbackServiceClient Callbacks { get; }

    public Metadata Operator { get; }

    public Metadata Dispatcher { get; }

    /// <summary>Of the town to which the rules dispatch the sample.</summary>
    public Metadata Liaison { get; }

    public Metadata Auditor { get; }

    public Metadata Agent { get; }

    public void Dispose() => _channels.ForEach(channel => channel.Dispose());

    private GrpcChannel Channel(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            MaxReceiveMessageSize = null,
        });
        _channels.Add(channel);
        return channel;
    }
}
