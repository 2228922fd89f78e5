using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hotline.Cli.Platform;

/// <summary>The broker's management interface, as far as a start, a check and a private set of queues need it.</summary>
public sealed class RabbitAdmin : IDisposable
{
    private readonly HttpClient _http;

    public RabbitAdmin(Uri management)
    {
        _http = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Path)), Timeout = TimeSpan.FromSeconds(10) };
        var userInfo = Uri.UnescapeDataString(management.UserInfo);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userInfo)));
        UserName = userInfo.Split(':')[0];
    }

    private string UserName { get; }

    /// <summary>Whether the management interface answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("api/health/checks/virtual-hosts", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Makes the virtual host if it is missing and gives it the suite's policies and its queue for parked messages.</summary>
    public async Task EnsureVirtualHostAsync(string name, CancellationToken cancel, string? alsoFor = null)
    {
        var host = Uri.EscapeDataString(name);
        await PutAsync($"api/vhosts/{host}", """{"default_queue_type":"quorum"}""", cancel);
        foreach (var user in new[] { UserName, alsoFor ?? UserName }.Distinct())
        {
            await PutAsync(
                $"api/permissions/{host}/{Uri.EscapeDataString(user)}", """{"configure":".*","write":".*","read":".*"}""", cancel);
        }

        using var definitions = JsonBody(Fingerprint.File("deploy/rabbitmq/definitions.json"));
        using var answer = await _http.PostAsync(new Uri($"api/definitions/{host}", UriKind.Relative), definitions, cancel);
        await RequireAsync(answer, cancel);
    }

    /// <summary>Deletes a virtual host with its queues and messages; none is fine too.</summary>
    public async Task DropVirtualHostAsync(string name, CancellationToken cancel)
    {
        using var answer = await _http.DeleteAsync(new Uri($"api/vhosts/{Uri.EscapeDataString(name)}", UriKind.Relative), cancel);
        if (answer.StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            await RequireAsync(answer, cancel);
        }
    }

    /// <summary>The queues of a virtual host as the interface describes them.</summary>
    public async Task<JsonArray> QueuesAsync(string virtualHost, CancellationToken cancel) =>
        await _http.GetFromJsonAsync<JsonArray>(new Uri($"api/queues/{Uri.EscapeDataString(virtualHost)}", UriKind.Relative), cancel) ?? [];

    /// <summary>The oldest messages of a queue; they stay there.</summary>
    public async Task<JsonArray> PeekAsync(string virtualHost, string queue, int count, CancellationToken cancel)
    {
        using var asked = JsonBody($$"""{ "count": {{count}}, "ackmode": "ack_requeue_true", "encoding": "auto" }""");
        var path = $"api/queues/{Uri.EscapeDataString(virtualHost)}/{Uri.EscapeDataString(queue)}/get";
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), asked, cancel);
        await RequireAsync(answer, cancel);
        return await answer.Content.ReadFromJsonAsync<JsonArray>(cancel) ?? [];
    }

    /// <summary>The policies of a virtual host as the interface describes them.</summary>
    public async Task<JsonArray> PoliciesAsync(string virtualHost, CancellationToken cancel) =>
        await _http.GetFromJsonAsync<JsonArray>(new Uri($"api/policies/{Uri.EscapeDataString(virtualHost)}", UriKind.Relative), cancel)
            ?? [];

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(string path, string body, CancellationToken cancel)
    {
        using var content = JsonBody(body);
        using var answer = await _http.PutAsync(new Uri(path, UriKind.Relative), content, cancel);
        await RequireAsync(answer, cancel);
    }

    private static StringContent JsonBody(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return new StringContent(json, Encoding.UTF8, "application/json");
    }

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var asked = answer.RequestMessage;
            var said = await answer.Content.ReadAsStringAsync(cancel);
            throw new UserError(
                "The broker's management interface refuses a change.",
                $"{asked?.Method} {asked?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {said}",
                "Check that the user may manage virtual hosts (tag administrator).");
        }
    }
}
