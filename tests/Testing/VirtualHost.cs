using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Hotline.Testing;

/// <summary>A virtual host of its own on the broker, so that test classes do not read each other's queues.</summary>
public sealed class VirtualHost : IAsyncDisposable
{
    private readonly HttpClient? _http;
    private readonly string _name;

    private VirtualHost(HttpClient? http, string name, string uri)
    {
        _http = http;
        _name = name;
        Uri = uri;
    }

    /// <summary>amqp URI of this virtual host.</summary>
    public string Uri { get; }

    /// <summary>Without a management address the broker's own virtual host is shared.</summary>
    public static async Task<VirtualHost> CreateAsync()
    {
        var platform = Platform.Current;
        if (platform.Management is not { } management)
        {
            return new VirtualHost(null, "", platform.RabbitMq);
        }

        var address = new Uri(management);
        var authority = address.GetLeftPart(UriPartial.Authority).Replace(address.UserInfo + "@", "", StringComparison.Ordinal);
        var credentials = Encoding.UTF8.GetBytes(System.Uri.UnescapeDataString(address.UserInfo));
        var http = new HttpClient { BaseAddress = new Uri(authority) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        var name = "test-" + Guid.NewGuid().ToString("N")[..12];
        (await http.PutAsJsonAsync($"/api/vhosts/{name}", new { default_queue_type = "quorum" })).EnsureSuccessStatusCode();
        // The policies that a release has: without them nothing has a delivery limit and nothing is parked.
        var file = Path.Combine(Platform.RepositoryRoot, "deploy", "rabbitmq", "definitions.json");
        using var definitions = new StringContent(await File.ReadAllTextAsync(file), Encoding.UTF8, "application/json");
        (await http.PostAsync($"/api/definitions/{name}", definitions)).EnsureSuccessStatusCode();
        return new VirtualHost(http, name, new UriBuilder(platform.RabbitMq) { Path = "/" + name }.Uri.AbsoluteUri);
    }

    /// <summary>Messages in a queue, ready or being handled; null when there is no such queue.</summary>
    public async Task<long?> MessagesAsync(string queue)
    {
        using var answer = await _http!.GetAsync($"/api/queues/{_name}/{queue}");
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<QueueFigures>())!.Messages
            : null;
    }

    /// <summary>Every queue with its type.</summary>
    public async Task<IReadOnlyDictionary<string, string>> QueueTypesAsync() =>
        (await _http!.GetFromJsonAsync<QueueKind[]>($"/api/queues/{_name}"))!.ToDictionary(queue => queue.Name, queue => queue.Type);

    public async ValueTask DisposeAsync()
    {
        if (_http is not null)
        {
            await _http.DeleteAsync($"/api/vhosts/{_name}");
            _http.Dispose();
        }
    }

    private sealed record QueueFigures(long Messages);

    private sealed record QueueKind(string Name, string Type);
}
