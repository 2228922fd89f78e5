using System.Xml.Linq;
using Hotline.Cli.Testing;

namespace Hotline.Suite.Tests.Cli;

public sealed class TrxTotalsTests
{
    [Fact]
    public void Counts_passed_failed_and_skipped()
    {
        var totals = TrxTotals.Read(Results(("Passed", "a"), ("Passed", "b"), ("Failed", "c"), ("NotExecuted", "d")));

        Assert.Equal(new TrxTotals(2, 1, 1), totals);
        Assert.Equal("2 passed, 1 failed, 1 skipped", totals.Line);
    }

    [Fact]
    public void Counts_a_test_that_was_cut_off_as_failed() =>
        Assert.Equal(new TrxTotals(1, 2, 0), TrxTotals.Read(Results(("Passed", "a"), ("Aborted", "b"), ("Timeout", "c"))));

    [Fact]
    public void Names_what_failed_with_its_message() =>
        Assert.Equal([("c", "because")], TrxTotals.Failures(Results(("Passed", "a"), ("Failed", "c"))));

    [Fact]
    public void Is_not_green_when_nothing_ran()
    {
        Assert.False(TrxTotals.None.IsGreen);
        Assert.False(TrxTotals.Read(new XDocument(new XElement("TestRun"))).IsGreen);
        Assert.False(new TrxTotals(5, 1, 0).IsGreen);
        Assert.True(new TrxTotals(1, 0, 3).IsGreen);
    }

    [Fact]
    public void Adds_up_over_projects() =>
        Assert.Equal(new TrxTotals(11, 22, 33), new TrxTotals(1, 2, 3) + new TrxTotals(10, 20, 30));

    [Fact]
    public void Runs_pure_rules_first_and_what_loads_the_machine_last_and_alone()
    {
        var order = TestPlan.Order(["Suite.Tests", "Brand.Tests", "Store.Tests", "Chassis.Tests"]);

        Assert.Equal(["Chassis.Tests", "Brand.Tests", "Store.Tests", "Suite.Tests"], order);
        Assert.True(TestPlan.RunsAlone("Suite.Tests"));
        Assert.False(TestPlan.RunsAlone("Brand.Tests"));
    }

    [Fact]
    public void Leaves_no_test_project_of_the_repository_out() =>
        Assert.Contains("Suite.Tests", TestPlan.OfRepository());

    private static XElement Message(XNamespace space, string text) =>
        new(space + "Output", new XElement(space + "ErrorInfo", new XElement(space + "Message", text)));

    private static XDocument Results(params (string Outcome, string Name)[] tests)
    {
        XNamespace space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        return new XDocument(new XElement(
            space + "TestRun",
            new XElement(space + "Results", tests.Select(test => new XElement(
                space + "UnitTestResult",
                new XAttribute("testName", test.Name),
                new XAttribute("outcome", test.Outcome),
                test.Outcome == "Passed" ? null : Message(space, "because")))),
            new XElement(space + "ResultSummary", new XElement(
                space + "Counters",
                new XAttribute("total", tests.Length),
                new XAttribute("passed", tests.Count(test => test.Outcome == "Passed"))))));
    }
}
