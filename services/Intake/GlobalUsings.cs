// The words of the pure rules are used in every capability.
global using Hotline.Intake.Appeals.Rules;
global using Hotline.Intake.Places.Rules;
global using Hotline.Intake.Progress.Rules;
global using Hotline.Intake.Triage.Rules;
global using Hotline.Intake.Vault.Rules;
