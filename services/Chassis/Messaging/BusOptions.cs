using System.Net.Security;
using System.Security.Authentication;
using RabbitMQ.Client;

namespace Hotline.Chassis.Messaging;

/// <summary>Where the broker is: an amqp or amqps URI with its virtual host.</summary>
/// <param name="Broker">
/// From HOTLINE_RABBITMQ, with user and password. amqps checks the broker's whole certificate chain; amqp sends everything in
/// clear.
/// </param>
public sealed record BusOptions(Uri Broker)
{
    /// <summary>Whether the address says amqps.</summary>
    public bool UsesTls => string.Equals(Broker.Scheme, "amqps", StringComparison.OrdinalIgnoreCase);

    /// <summary>Connections of our own beside the bus, with the same TLS rules; they do not recover by themselves.</summary>
    /// <param name="name">What the broker lists the connection as, after "hotline-".</param>
    public ConnectionFactory ConnectionFactory(string name)
    {
        var factory = new ConnectionFactory { Uri = Broker, ClientProvidedName = "hotline-" + name, AutomaticRecoveryEnabled = false };
        if (UsesTls)
        {
            // The whole chain is checked; a self-signed broker is refused.
            factory.Ssl = new SslOption(Broker.Host)
            {
                Enabled = true,
                Version = SslProtocols.Tls12 | SslProtocols.Tls13,
                AcceptablePolicyErrors = SslPolicyErrors.None,
            };
        }

        return factory;
    }
}
