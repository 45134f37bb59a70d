package org.mat4j.lab.plot.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.testing.Messages;
import org.mat4j.lab.testing.Pixels;

/** Figure 4. */
class RobustnessChartTest {

    private static final List<String> MODELS = List.of("baseline", "vat", "mat");

    @Test
    void aSeriesForEachModelAndAttackInItsColorAndLine() {
        XYChart chart = RobustnessChart.of(table(3)).charts().get(0);

        Map<String, XYSeries> series = chart.getSeriesMap();
        assertEquals(9, series.size());
        XYSeries first = series.get("mat, attack 0");
        assertEquals(Palette.ofMethod("mat").color(), first.getLineColor());
        assertEquals(first.getLineColor(), series.get("mat, attack 1").getLineColor());
        assertNotEquals(first.getLineStyle(), series.get("mat, attack 1").getLineStyle());
        assertEquals(first.getLineStyle(), series.get("vat, attack 0").getLineStyle());
        assertNotEquals(first.getMarker(), series.get("vat, attack 0").getMarker());
    }

    @Test
    void theAxesHoldAllAccuraciesAndLevels() {
        List<XYChart> charts =
                new ArrayList<>(RobustnessChart.byAttack(table(3)).charts());
        charts.addAll(RobustnessChart.of(table(3)).charts());

        assertEquals(4, charts.size());
        for (XYChart chart : charts) {
            assertTrue(chart.getStyler().getYAxisMin() <= 0 && chart.getStyler().getYAxisMin() > -10);
            assertTrue(
                    chart.getStyler().getYAxisMax() >= 100 && chart.getStyler().getYAxisMax() < 110);
            assertEquals(
                    charts.get(0).getStyler().getXAxisMin(), chart.getStyler().getXAxisMin());
            assertEquals(
                    charts.get(0).getStyler().getXAxisMax(), chart.getStyler().getXAxisMax());
            assertTrue(chart.getStyler().getXAxisMax() >= 8);
        }
        assertEquals(3, charts.get(0).getSeriesMap().size());
    }

    @Test
    void smallBudgetsAreWrittenAsLargeOnes() {
        DecimalFormat format = new DecimalFormat(
                RobustnessChart.of(table(1)).charts().get(0).getStyler().getXAxisDecimalPattern(),
                DecimalFormatSymbols.getInstance(Locale.ROOT));

        assertEquals(
                List.of("0", "0.05", "0.0039", "8"),
                Stream.of(0.0, 0.05, 0.0039, 8.0).map(format::format).toList());
    }

    @Test
    void everyModelIsSeen() {
        BufferedImage one = RobustnessChart.of(table(2)).raster();
        BufferedImage many = RobustnessChart.byAttack(table(2)).raster();

        for (String method : MODELS) {
            assertTrue(Pixels.has(one, Palette.ofMethod(method).color()));
            for (int half = 0; half < 2; half++) {
                int width = many.getWidth() / 2;
                assertTrue(Pixels.has(
                        many.getSubimage(half * width, 0, width, many.getHeight() / 2),
                        Palette.ofMethod(method).color()));
            }
        }
    }

    @Test
    void moreAttacksThanLinesNeedAChartEach() {
        RobustnessTable table = table(RobustnessChart.ATTACKS + 1);

        Messages.refused(() -> RobustnessChart.of(table), "number of attacks is " + (RobustnessChart.ATTACKS + 1));
        assertEquals(
                RobustnessChart.ATTACKS + 1,
                RobustnessChart.byAttack(table).charts().size());
        assertEquals(
                1, RobustnessChart.of(table(RobustnessChart.ATTACKS)).charts().size());
    }

    @Test
    void aSingleLevelCanBeDrawn() {
        RobustnessTable table =
                new RobustnessTable(List.of(new RobustnessTable.Point("mat", "l2", Budgets.Unit.LEVEL, 0, 99, 10)));

        assertTrue(Pixels.has(
                RobustnessChart.of(table).raster(), Palette.ofMethod("mat").color()));
    }

    private static RobustnessTable table(int attacks) {
        List<RobustnessTable.Point> points = new ArrayList<>();
        for (int m = 0; m < MODELS.size(); m++) {
            for (int a = 0; a < attacks; a++) {
                int strength = (a + 1) * (MODELS.size() - m);
                String model = MODELS.get(m);
                String attack = "attack " + a;
                IntStream.rangeClosed(0, 8)
                        .mapToObj(l -> new RobustnessTable.Point(
                                model, attack, Budgets.Unit.LEVEL, l, Math.max(0, 98 - l * strength), 100))
                        .forEach(points::add);
            }
        }
        return new RobustnessTable(points);
    }
}
