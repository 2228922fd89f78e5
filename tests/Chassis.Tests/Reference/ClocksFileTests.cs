using Hotline.Chassis.Reference;
using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Reference;

public sealed class ClocksFileTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Platform.RepositoryRoot, "deploy", "data");
    private readonly string _folder = Directory.CreateTempSubdirectory("hotline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_file_names_every_class_its_author_and_its_reason()
    {
        var file = ClocksFile.Read(Shipped);
        Assert.Equal(5, file.Classes.Count);
        Assert.NotEmpty(file.Author);
        Assert.NotEmpty(file.Reason);
        Assert.Equal(TimeSpan.FromHours(24), file.Review);
        Assert.Equal([Urgency.Emergency], file.Callback.AnyTime);
    }

    [Theory]
    [InlineData("\"15m\"", "\"15 minutes\"", "15 minutes")]
    [InlineData("\"sign\": \"15m\"", "\"sign\": 15", "$.classes[0].sign")]
    [InlineData("\"grace\": \"15m\",", "", "grace")]
    [InlineData("\"1h\"", "\"0h\"", "0h")]
    [InlineData("\"1h\"", "\"1w\"", "1w")]
    [InlineData("\"1h\"", "\"9999999d\"", "9999999d")]
    [InlineData("\"NORMAL\"", "\"URGENT\"", "exactly one row")]
    [InlineData("\"NORMAL\"", "\"RELAXED\"", "RELAXED")]
    [InlineData("\"NORMAL\"", "\"normal\"", "normal")]
    [InlineData("\"NORMAL\"", "4", "urgency class")]
    [InlineData("\"yellowShare\": 0.75", "\"yellowShare\": 1.75", "yellowShare")]
    [InlineData("\"days\": 2", "\"days\": 4", "attempt")]
    [InlineData("\"attempts\"", "\"atempts\"", "atempts")]
    [InlineData("\"attempts\"", "\"Attempts\"", "Attempts")]
    [InlineData("\"feedback\": \"7d\",", "", "feedback")]
    public void A_broken_file_is_refused_with_the_place_that_is_broken(string part, string broken, string named)
    {
        var text = File.ReadAllText(Path.Combine(Shipped, ClocksFile.Name));
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, ClocksFile.Name), text.Replace(part, broken, StringComparison.Ordinal));

        var error = Assert.Throws<InvalidDataException>(() => ClocksFile.Read(_folder));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains(ClocksFile.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_which_setting_names_its_folder() =>
        Assert.Contains(
            "Hotline:Data", Assert.Throws<InvalidDataException>(() => ClocksFile.Read("/nowhere")).Message, StringComparison.Ordinal);
}
