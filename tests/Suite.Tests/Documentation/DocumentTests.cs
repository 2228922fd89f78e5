namespace Hotline.Suite.Tests.Documentation;

/// <summary>A reader of commands that missed some would leave them unchecked.</summary>
public sealed class DocumentTests
{
    private const string Text = """
        Run `./hotline up`, never `ls`:

        ```sh
        ./hotline up    # it's ready
        # nothing here
        name=$(./hotline token --role "unit # 1")

        call -d '{
            "a": "#1"}' \
          there
        ```

        ```
        a picture of `./hotline nothing`
        ```
        """;

    [Fact]
    public void Finds_commands_over_several_lines_and_leaves_comments_out() => Assert.Equal(
        ["./hotline up", "name=$(./hotline token --role \"unit # 1\")", "call -d '{\n    \"a\": \"#1\"}' \\\n  there"],
        new Document(Text).Commands);

    [Fact]
    public void Finds_code_between_words_and_none_in_pictures() => Assert.Equal(["./hotline up", "ls"], new Document(Text).Spans);
}
