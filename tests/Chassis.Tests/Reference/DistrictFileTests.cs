using Hotline.Chassis.Reference;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Reference;

public sealed class DistrictFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hotline-district-");

    [Fact]
    public void The_shipped_file_is_read_whole()
    {
        var district = DistrictFile.Read(Path.Combine(Platform.RepositoryRoot, "deploy", "data"));
        Assert.Equal(("MY", "010"), (district.NumberPrefix, district.AreaCode));
        Assert.Equal(["北京市", "北京"], district.CityNames);
    }

    [Theory]
    [InlineData("""{ "numberPrefix": "my", "areaCode": "010", "cityNames": ["北京市"] }""", "numberPrefix")]
    [InlineData("""{ "numberPrefix": "MYX", "areaCode": "010", "cityNames": ["北京市"] }""", "numberPrefix")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "10", "cityNames": ["北京市"] }""", "areaCode")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "01０", "cityNames": ["北京市"] }""", "areaCode")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "010", "cityNames": [] }""", "cityNames")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "010", "cityNames": [" "] }""", "cityNames")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "010" }""", "cityNames")]
    [InlineData("""{ "numberPrefix": "MY", "areaCode": "010", "cityNames": ["北京市"], "name": "密云区" }""", "name")]
    public void A_file_that_breaks_a_rule_is_refused_with_its_name(string text, string said)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, DistrictFile.Name), text);
        var message = Refused(() => DistrictFile.Read(_folder.FullName));
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains(DistrictFile.Name, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_directory_without_units_are_named()
    {
        Assert.Contains(DistrictFile.Name, Refused(() => DistrictFile.Read(_folder.FullName)), StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(_folder.FullName, UnitsFile.Name), "unit_id,parent_id,kind,name,short_name,aliases,is_active\n");
        Assert.Contains(UnitsFile.Name, Refused(() => UnitsFile.RootOf(_folder.FullName)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Refused(Func<object> read) => Assert.Throws<InvalidDataException>(read).Message;
}
