using System.Net.Security;
using System.Security.Authentication;
using RabbitMQ.Client;

namespace Hotline.Chassis.Messaging;

/// <summary>Where the broker is: an amqp or amqps URI with its virtual host.</summary>
public sealed record BusOptions(Uri Broker)
{
    public bool UsesTls => string.Equals(Broker.Scheme, "amqps", StringComparison.OrdinalIgnoreCase);

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
