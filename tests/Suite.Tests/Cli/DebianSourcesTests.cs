using Hotline.Cli.Platform;
using Hotline.Cli.Tools;

namespace Hotline.Suite.Tests.Cli;

public sealed class DebianSourcesTests
{
    [Fact]
    public void Takes_the_archive_of_a_deb822_file_with_the_key_it_trusts()
    {
        var source = Choose("debian.sources", """
            Types: deb
            # a remark
            URIs: http://mirror.example/debian
            Suites: stable stable-updates
            Components: main
            Signed-By: /usr/share/keyrings/archive.gpg
            """);

        Assert.Equal("deb [signed-by=/usr/share/keyrings/archive.gpg] http://mirror.example/debian forky main", source?.Line("forky"));
    }

    [Fact]
    public void Takes_the_archive_of_a_one_line_file_and_leaves_other_options_out()
    {
        var source = Choose("sources.list", """
            # deb http://disabled.example/debian stable main
            deb-src http://source.example/debian stable main
            deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian/ stable main contrib
            """);

        Assert.Equal("deb [signed-by=/k.gpg] https://mirror.example/debian/ forky main", source?.Line("forky"));
    }

    [Fact]
    public void Never_takes_the_security_archive_or_a_strangers()
    {
        var source = Choose("sources.list", """
            deb http://mirror.example/debian-security stable-security main
            deb http://mirror.example/debian stable-security main
            deb https://packages.example/apt tools main
            deb http://mirror.example/debian stable contrib
            """);

        Assert.Null(source);
    }

    [Fact]
    public void Skips_a_stanza_that_is_switched_off()
    {
        var source = Choose("debian.sources", """
            Types: deb
            Enabled: no
            URIs: http://off.example/debian
            Suites: stable
            Components: main

            Types: deb deb-src
            URIs: http://on.example/debian
            Suites: stable
            Components: main contrib
            """);

        Assert.Equal("http://on.example/debian", source?.Uri);
    }

    [Fact]
    public void Reads_a_field_that_goes_on_in_the_next_line()
    {
        var source = Choose("debian.sources", """
            Types: deb
            URIs:
             http://mirror.example/debian
            Suites:
             stable
            Components: main
            """);

        Assert.Equal("http://mirror.example/debian", source?.Uri);
    }

    [Fact]
    public void Hands_on_how_the_machine_reaches_its_archives_and_nothing_else()
    {
        var options = AptPackage.Passed("""
            APT::Architecture "amd64";
            Acquire::http::Proxy "http://proxy.example:3128";
            Acquire::https "";
            Acquire::Check-Date "false";
            DPkg::Pre-Install-Pkgs "";
            """);

        Assert.Equal(["Acquire::http::Proxy \"http://proxy.example:3128\"", "Acquire::Check-Date \"false\""], options);
    }

    private static DebianSource? Choose(string name, string text) => DebianSources.Choose([(name, text)]);
}
